/**
 * Tests of the Slack connector against a test double and against Slack's published examples, and tests of each parser.
 */
@NullMarked
package io.grantkeeper.connectors.slack;

import org.jspecify.annotations.NullMarked;
