package io.grantkeeper.owners.alerts.mail;

/**
 * One email, as stored with its send.
 *
 * @param subject the subject line, without line breaks
 */
public record MailMessage(String subject, String text, String html) {}
