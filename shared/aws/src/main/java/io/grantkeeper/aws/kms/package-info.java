/** Signs with keys that AWS KMS keeps. Public keys come from there too, and can be checked by anybody. */
@NullMarked
package io.grantkeeper.aws.kms;

import org.jspecify.annotations.NullMarked;
