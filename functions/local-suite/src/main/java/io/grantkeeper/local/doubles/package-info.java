/** Test doubles for services of a company that do not exist locally: its Slack workspace and its mail server. */
@NullMarked
package io.grantkeeper.local.doubles;

import org.jspecify.annotations.NullMarked;
