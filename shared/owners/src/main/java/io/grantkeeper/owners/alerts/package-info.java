/**
 * Alerts the owners of an identity about changes to it: chooses whom to ask, words the message in plain language, and
 * delivers it exactly once per person. Depends on the stores' ports and the channels, not on AWS or Spring.
 */
@NullMarked
package io.grantkeeper.owners.alerts;

import org.jspecify.annotations.NullMarked;
