/**
 * The command line behind {@code scripts/deploy}: synthesizes the templates, reports what they would create, and checks
 * the AWS account.
 */
@NullMarked
package io.grantkeeper.infra.deploy;

import org.jspecify.annotations.NullMarked;
