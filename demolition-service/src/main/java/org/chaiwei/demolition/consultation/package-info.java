/** 部门会商: the list of what departments were asked and have not answered yet, kept from the events of the cases. */
@NullMarked
package org.chaiwei.demolition.consultation;

import org.jspecify.annotations.NullMarked;
