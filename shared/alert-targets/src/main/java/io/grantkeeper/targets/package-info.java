/** The port to ticket and chat systems, and the use case that synchronizes their tickets with findings. */
@NullMarked
package io.grantkeeper.targets;

import org.jspecify.annotations.NullMarked;
