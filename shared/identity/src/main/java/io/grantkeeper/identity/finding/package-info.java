/**
 * What detection finds, and the summary it keeps of each identity. Written by detection, read by alerts, reports and
 * people.
 */
@NullMarked
package io.grantkeeper.identity.finding;

import org.jspecify.annotations.NullMarked;
