/** 限制事项: the list of what other departments are asked to restrict, kept from the events of the cases. */
@NullMarked
package org.chaiwei.demolition.restriction;

import org.jspecify.annotations.NullMarked;
