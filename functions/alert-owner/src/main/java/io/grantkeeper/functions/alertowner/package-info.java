/** The function {@code alert-owner}: takes identities from the alert queue and alerts their owners. */
@NullMarked
package io.grantkeeper.functions.alertowner;

import org.jspecify.annotations.NullMarked;
