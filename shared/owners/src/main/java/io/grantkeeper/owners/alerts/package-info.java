/**
 * Alerts the owners of an identity about changes to it: chooses whom to ask, words the message in plain language, and
 * delivers it exactly once per person. The package does not depend on AWS or Spring; stores and channels are
 * interfaces.
 */
@NullMarked
package io.grantkeeper.owners.alerts;

import org.jspecify.annotations.NullMarked;
