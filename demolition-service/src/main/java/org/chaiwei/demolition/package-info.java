/** 拆除: cases, demolition and acceptance. */
@NullMarked
package org.chaiwei.demolition;

import org.jspecify.annotations.NullMarked;
