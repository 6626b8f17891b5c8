/** Child processes: started, watched, started again, stopped in order; found again when their starter was killed. */
@NullMarked
package org.chaiwei.local.process;

import org.jspecify.annotations.NullMarked;
