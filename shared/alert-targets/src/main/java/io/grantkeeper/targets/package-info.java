/** The port to ticket and chat systems, and the use case that keeps their tickets in step with findings. */
@NullMarked
package io.grantkeeper.targets;

import org.jspecify.annotations.NullMarked;
