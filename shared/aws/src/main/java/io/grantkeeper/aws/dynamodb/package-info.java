/**
 * The store ports on one DynamoDB table. ACCESS-PATTERNS.md beside this module says which key answers which question,
 * and what it costs.
 */
@NullMarked
package io.grantkeeper.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
