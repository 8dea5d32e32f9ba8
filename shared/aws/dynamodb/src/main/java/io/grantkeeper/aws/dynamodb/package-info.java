/**
 * Implements the store ports on one DynamoDB table. ACCESS-PATTERNS.md in this module lists the key and the cost of
 * each query.
 */
@NullMarked
package io.grantkeeper.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
