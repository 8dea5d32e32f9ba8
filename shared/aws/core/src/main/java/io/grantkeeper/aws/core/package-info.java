/** The clients of AWS services, created on first use. Retries and endpoints are configured only here. */
@NullMarked
package io.grantkeeper.aws.core;

import org.jspecify.annotations.NullMarked;
