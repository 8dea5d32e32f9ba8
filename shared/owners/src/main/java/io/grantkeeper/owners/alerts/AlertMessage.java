package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.finding.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A message to one person about one identity, in plain language; channels format it.
 *
 * @param title the risk in one sentence, for example "Notely can now read all of your mail"
 * @param subject the identity, for example "Notely, an AI app in Google Workspace"
 * @param why one sentence that says why this person is asked
 * @param points one per finding, most severe first
 * @param reaches all current capabilities of the identity, or those that it would have
 * @param use which of these capabilities were needed for the identity's recorded usage, or a statement that this is
 *     unknown
 * @param elsewhere the other identities of the same product, one line each, for example "claude, an AI app in GitHub:
 *     read all code"
 * @param identity the identity's id, with which the recipient can look it up
 * @param reachesTitle the heading of {@code reaches}, which says whether the identity has these capabilities now
 * @param choices the possible answers; empty if the message cannot be answered
 * @param source the basis of the first finding, in one sentence; empty if it is not recorded
 * @param question the question that the choices answer; empty if there is none
 */
public record AlertMessage(
        String title,
        String subject,
        Severity severity,
        String why,
        List<Point> points,
        List<String> reaches,
        String use,
        List<String> elsewhere,
        String identity,
        String reachesTitle,
        List<AnswerChoice> choices,
        String source,
        String question) {
    /** Creates a message without a source or a question. */
    public AlertMessage(
            String title,
            String subject,
            Severity severity,
            String why,
            List<Point> points,
            List<String> reaches,
            String use,
            List<String> elsewhere,
            String identity,
            String reachesTitle,
            List<AnswerChoice> choices) {
        this(title, subject, severity, why, points, reaches, use, elsewhere, identity, reachesTitle, choices, "", "");
    }

    /**
     * One finding.
     *
     * @param headline the finding without the identity's name; empty if the message's title says it
     * @param before the access before the change
     * @param after the access after the change
     * @param by the person who caused the change, if known
     * @param when the date and time of detection in UTC, as text
     * @param basis the basis of the finding, in one sentence; empty if it is not recorded
     */
    public record Point(
            String headline,
            List<String> before,
            List<String> after,
            Optional<String> by,
            String when,
            List<String> reasons,
            String advice,
            String basis) {
        public Point {
            before = List.copyOf(before);
            after = List.copyOf(after);
            reasons = List.copyOf(reasons);
        }

        /** Returns the label of the access after the change. */
        public String afterLabel() {
            if (before.isEmpty()) {
                return "Now";
            }
            return Collections.disjoint(before, after) ? "New" : "After";
        }
    }

    /**
     * Returns a message that is not about the findings and capabilities of an identity.
     *
     * @param text what happened and what to do, in whole sentences
     */
    static AlertMessage notice(
            String title, String subject, Severity severity, String text, List<AnswerChoice> choices) {
        return new AlertMessage(title, subject, severity, text, List.of(), List.of(), "", List.of(), "", "", choices);
    }

    /** Returns the same message with another title. */
    AlertMessage withTitle(String newTitle) {
        return new AlertMessage(
                newTitle,
                subject,
                severity,
                why,
                points,
                reaches,
                use,
                elsewhere,
                identity,
                reachesTitle,
                choices,
                source,
                question);
    }

    /**
     * Returns the severity and the source, which channels show at the top; empty for a notice, because a notice is not
     * about a finding.
     */
    public String status() {
        if (points.isEmpty() && reaches.isEmpty()) {
            return "";
        }
        String risk =
                switch (severity) {
                    case UNKNOWN -> "Unknown risk.";
                    case LOW -> "Low risk.";
                    case MEDIUM -> "Medium risk.";
                    case HIGH -> "High risk.";
                    case CRITICAL -> "Critical risk.";
                };
        return source.isEmpty() ? risk : risk + " " + source;
    }

    /** Returns the question, or a heading if there is none. */
    public String choicesTitle() {
        return question.isEmpty() ? "Your answer" : question;
    }

    public AlertMessage {
        points = List.copyOf(points);
        reaches = List.copyOf(reaches);
        elsewhere = List.copyOf(elsewhere);
        choices = List.copyOf(choices);
    }
}
