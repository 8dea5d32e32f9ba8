/** A double of the part of Slack's Web API through which people are told. */
@NullMarked
package io.grantkeeper.simulator.slack;

import org.jspecify.annotations.NullMarked;
