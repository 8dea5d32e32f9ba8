/**
 * The model of Grantkeeper: non-human identities, their grants and credentials, and their owners. It consists of plain
 * records and sealed types that do not depend on AWS, Spring or a provider.
 */
@NullMarked
package io.grantkeeper.identity;

import org.jspecify.annotations.NullMarked;
