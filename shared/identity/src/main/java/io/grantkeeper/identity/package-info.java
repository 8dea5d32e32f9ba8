/**
 * The model of Grantkeeper: non-human identities, what they hold, and the people who answer for
 * them. Plain records and sealed types; nothing here knows of AWS, Spring or a provider.
 */
@NullMarked
package io.grantkeeper.identity;

import org.jspecify.annotations.NullMarked;
