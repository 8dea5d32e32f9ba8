/**
 * Reads Grantkeeper's own secrets from the places that the configuration names. Secret values never appear in a
 * message.
 */
@NullMarked
package io.grantkeeper.aws.secrets;

import org.jspecify.annotations.NullMarked;
