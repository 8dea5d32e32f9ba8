package io.grantkeeper.owners.alerts.mail;

/**
 * One email, as stored with its send.
 *
 * @param subject one line
 */
public record MailMessage(String subject, String text, String html) {}
