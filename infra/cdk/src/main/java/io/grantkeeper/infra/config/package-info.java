/**
 * Parses and validates the configuration of an installation: the document that the local suite also reads, and its
 * member {@code deployment}. Reports every error before anything is created.
 */
@NullMarked
package io.grantkeeper.infra.config;

import org.jspecify.annotations.NullMarked;
