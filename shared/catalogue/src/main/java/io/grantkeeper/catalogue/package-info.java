/**
 * Which apps are AI: a catalogue of products and agents as data, and a recogniser that weighs client id, publisher,
 * domain, name and permissions of one app into yes, no or unknown. Pure and offline; nothing here knows of AWS, Spring
 * or another Grantkeeper module, so that it can be used on its own.
 */
@NullMarked
package io.grantkeeper.catalogue;

import org.jspecify.annotations.NullMarked;
