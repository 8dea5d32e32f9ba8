/**
 * Exports checkpoints to a bucket, ideally in another account and with Object Lock. Existing objects are never
 * overwritten.
 */
@NullMarked
package io.grantkeeper.aws.s3;

import org.jspecify.annotations.NullMarked;
