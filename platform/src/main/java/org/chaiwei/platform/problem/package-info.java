/** Every answer that is not what was asked for: RFC 9457 problems in Chinese and English. */
@NullMarked
package org.chaiwei.platform.problem;

import org.jspecify.annotations.NullMarked;
