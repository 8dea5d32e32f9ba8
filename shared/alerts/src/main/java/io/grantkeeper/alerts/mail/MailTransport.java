package io.grantkeeper.alerts.mail;

import io.grantkeeper.alerts.ChannelException;

/** Hands a mail to a server. */
public interface MailTransport {
    /**
     * @param messageId without angle brackets; the same for every attempt, so that mail systems fold repeats
     * @return the server's own id of it, or the message id
     */
    String send(String to, String messageId, Mail mail) throws ChannelException;
}
