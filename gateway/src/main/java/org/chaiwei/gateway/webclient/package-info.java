/** The web client's files, from its jar. */
@NullMarked
package org.chaiwei.gateway.webclient;

import org.jspecify.annotations.NullMarked;
