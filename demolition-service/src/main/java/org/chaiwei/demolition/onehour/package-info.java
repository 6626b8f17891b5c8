/** 新生违建1小时快拆: the clocks that run, on a live board, and having a case tell when one runs out. */
@NullMarked
package org.chaiwei.demolition.onehour;

import org.jspecify.annotations.NullMarked;
