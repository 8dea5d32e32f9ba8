/**
 * Signs the ledger's checkpoints with keys in AWS KMS. KMS also returns the public keys, with which anyone can verify
 * the signatures.
 */
@NullMarked
package io.grantkeeper.aws.kms;

import org.jspecify.annotations.NullMarked;
