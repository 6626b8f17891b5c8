/** 新生违建零增长: which new constructions stand, per street and at any date. */
@NullMarked
package org.chaiwei.demolition.growth;

import org.jspecify.annotations.NullMarked;
