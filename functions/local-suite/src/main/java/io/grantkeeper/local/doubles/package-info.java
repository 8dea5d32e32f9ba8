/** Stand-ins for what only a company has: its Slack workspace and its mail server. */
@NullMarked
package io.grantkeeper.local.doubles;

import org.jspecify.annotations.NullMarked;
