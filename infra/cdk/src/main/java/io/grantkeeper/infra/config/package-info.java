/**
 * What an installation is to be: the configuration document that the local suite reads too, and its member
 * {@code deployment}. Every mistake is told before anything is made.
 */
@NullMarked
package io.grantkeeper.infra.config;

import org.jspecify.annotations.NullMarked;
