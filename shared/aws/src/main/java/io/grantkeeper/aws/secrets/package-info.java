/** Finds our own credentials where the configuration says they are kept. Values never reach a message. */
@NullMarked
package io.grantkeeper.aws.secrets;

import org.jspecify.annotations.NullMarked;
