package io.grantkeeper.alerts;

import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What one person is told about one identity, in plain words; channels give it their form.
 *
 * @param title one line: "Notely can now read all of your mail"
 * @param subject what it is about: "Notely, an AI app in Google Workspace"
 * @param why why this person is asked, one sentence
 * @param points one for each finding, gravest first
 * @param reaches all that the identity can do now
 * @param use what it was seen to need of that, or that nothing can be said
 * @param elsewhere the same product's other identities, one line each: "claude, an AI app in GitHub: read all code"
 * @param identity its id, to look it up with
 * @param choices how it can be answered; empty where it cannot
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
        List<Choice> choices) {
    /**
     * One finding.
     *
     * @param by who brought it about, where known
     * @param when the UTC day and time, readable
     */
    public record Point(
            String headline,
            List<String> before,
            List<String> after,
            Optional<String> by,
            String when,
            List<String> reasons,
            String advice) {
        public Point {
            before = List.copyOf(before);
            after = List.copyOf(after);
            reasons = List.copyOf(reasons);
        }
    }

    /** The same message under another title. */
    AlertMessage titled(String newTitle) {
        return new AlertMessage(newTitle, subject, severity, why, points, reaches, use, elsewhere, identity, choices);
    }

    public AlertMessage {
        points = List.copyOf(points);
        reaches = List.copyOf(reaches);
        elsewhere = List.copyOf(elsewhere);
        choices = List.copyOf(choices);
    }
}
