/** The function {@code alert-owner}: takes identities from the alert queue and tells whoever answers for them. */
@NullMarked
package io.grantkeeper.functions.alertowner;

import org.jspecify.annotations.NullMarked;
