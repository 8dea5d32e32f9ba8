package io.grantkeeper.behavior.incident;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * One signal or finding in the timeline of an incident.
 *
 * @param id identifies the entry, so that it is added only once
 * @param subject the identity as its provider's log names it
 * @param profile the connection's id and the id under which the identity's profile is stored; empty for a finding
 * @param type the type of the signal or finding, such as {@code new-place}
 * @param technique the ATT&amp;CK technique; empty for a finding that has none
 * @param finding the key of the finding that describes the entry
 * @param alerts whether this entry was worth an alert
 * @param answer the owner's answer; empty if there is none
 */
public record IncidentEntry(
        String id,
        Instant at,
        IdentityId identity,
        String subject,
        Optional<ProfileName> profile,
        String type,
        Severity severity,
        String technique,
        String sentence,
        Optional<String> finding,
        boolean alerts,
        Optional<Answer> answer) {
    /** Identifies a profile by its connection and its name. */
    public record ProfileName(String connection, String name) {}

    /** An owner's answer. */
    public record Answer(boolean expected, Instant at) {}

    /** Creates an entry without an answer. */
    public IncidentEntry(
            String id,
            Instant at,
            IdentityId identity,
            String subject,
            Optional<ProfileName> profile,
            String type,
            Severity severity,
            String technique,
            String sentence,
            Optional<String> finding,
            boolean alerts) {
        this(
                id,
                at,
                identity,
                subject,
                profile,
                type,
                severity,
                technique,
                sentence,
                finding,
                alerts,
                Optional.empty());
    }

    IncidentEntry alerting(boolean isAlert) {
        return new IncidentEntry(
                id, at, identity, subject, profile, type, severity, technique, sentence, finding, isAlert, answer);
    }

    IncidentEntry answered(Answer given) {
        return new IncidentEntry(
                id,
                at,
                identity,
                subject,
                profile,
                type,
                severity,
                technique,
                sentence,
                finding,
                alerts,
                Optional.of(given));
    }
}
