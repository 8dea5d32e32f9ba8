package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.owners.alerts.ChannelException;

/** Sends mail through a server. */
public interface MailTransport {
    /**
     * Sends one mail.
     *
     * @param messageId without angle brackets; the same for every attempt, so that mail systems recognize duplicates
     * @return the server's own id of the mail, or the message id
     */
    String send(String to, String messageId, MailMessage mail) throws ChannelException;
}
