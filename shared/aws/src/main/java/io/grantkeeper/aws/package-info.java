/** Clients of AWS services, made when they are first needed. Retries and endpoints are said here, once. */
@NullMarked
package io.grantkeeper.aws;

import org.jspecify.annotations.NullMarked;
