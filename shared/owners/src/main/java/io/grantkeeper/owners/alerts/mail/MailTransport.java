package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.owners.alerts.ChannelException;

/** Sends mail through a server. */
public interface MailTransport {
    /**
     * Sends one mail.
     *
     * @param messageId the Message-ID without angle brackets; the same for every attempt, so that mail systems
     *     recognize duplicates
     * @return the server's id for the mail, or {@code messageId} if the server returns none
     * @throws ChannelException if the server does not accept the mail
     */
    String send(String to, String messageId, MailMessage mail) throws ChannelException;
}
