package io.grantkeeper.alerts.mail;

/**
 * One e-mail, as kept with its send.
 *
 * @param subject one line
 */
public record Mail(String subject, String text, String html) {}
