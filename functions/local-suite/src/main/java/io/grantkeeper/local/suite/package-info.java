/**
 * All of Grantkeeper's functions in one process: the same handlers and adapters as in AWS, with DynamoDB Local and
 * ElasticMQ in place of the AWS services. Pollers do what AWS does between functions: they poll queues and follow the
 * stream. An HTTP server receives requests.
 */
@NullMarked
package io.grantkeeper.local.suite;

import org.jspecify.annotations.NullMarked;
