/**
 * The function {@code detect-changes}: follows the DynamoDB stream of Grantkeeper's table, writes findings and
 * summaries, and queues alert work for identities with new findings. The module's second function, {@code
 * detect-on-schedule}, does the same for conditions that arise only because time passes.
 */
@NullMarked
package io.grantkeeper.functions.detectchanges;

import org.jspecify.annotations.NullMarked;
