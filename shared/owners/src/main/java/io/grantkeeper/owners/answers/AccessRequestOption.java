package io.grantkeeper.owners.answers;

/**
 * One answer that a person can give to an access request of an agent.
 *
 * @param request the id of the access request
 * @param label the text of its button
 * @param sentence a sentence that states what the answer will do
 */
public record AccessRequestOption(AnswerTicket.Purpose purpose, String request, String label, String sentence) {}
