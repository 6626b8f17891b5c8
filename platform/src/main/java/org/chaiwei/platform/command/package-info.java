/** From a request to recorded events and back: sending commands, repeating them safely, and telling the caller what was recorded. */
@NullMarked
package org.chaiwei.platform.command;

import org.jspecify.annotations.NullMarked;
