package io.grantkeeper.behavior;

/**
 * An unusual observation.
 *
 * @param type what is unusual, such as {@code new-place}
 * @param technique the MITRE ATT&amp;CK technique
 * @param sentence what was seen and what was usual, for an owner who knows nothing about detection
 */
public record BehaviorSignal(String type, SignalSeverity severity, String technique, String sentence) {}
