/** What operators see of a service without looking into its metrics. */
@NullMarked
package org.chaiwei.platform.status;

import org.jspecify.annotations.NullMarked;
