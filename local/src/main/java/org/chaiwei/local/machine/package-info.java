/** What the machine must offer before anything is started: ports, memory, disk, a folder to write to. */
@NullMarked
package org.chaiwei.local.machine;

import org.jspecify.annotations.NullMarked;
