/** Boot auto-configuration that every service uses. No domain word. */
@NullMarked
package org.chaiwei.platform;

import org.jspecify.annotations.NullMarked;
