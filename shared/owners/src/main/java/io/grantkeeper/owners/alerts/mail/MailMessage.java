package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.identity.text.TextNormalization;

/**
 * One email, as stored with the record of its delivery. Names in it are untrusted: a line break must not start another
 * header, and no character may reorder or hide the rest of the subject. Therefore the subject and the text are
 * normalized here, even if an earlier version stored them; the HTML was normalized when it was written.
 *
 * @param subject the subject as one line
 */
public record MailMessage(String subject, String text, String html) {
    public MailMessage {
        subject = TextNormalization.oneLine(subject);
        text = TextNormalization.lines(text);
    }
}
