/**
 * Exports checkpoints to an S3 bucket, which should be in another account and have Object Lock enabled. Existing
 * objects are never overwritten.
 */
@NullMarked
package io.grantkeeper.aws.s3;

import org.jspecify.annotations.NullMarked;
