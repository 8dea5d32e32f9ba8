/** Signs with keys in AWS KMS. The public keys also come from KMS, and anyone can verify signatures with them. */
@NullMarked
package io.grantkeeper.aws.kms;

import org.jspecify.annotations.NullMarked;
