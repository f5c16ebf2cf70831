package org.kumiki.ontology.editorial;

/**
 * Why a step is not taken.
 *
 * @param code lower-case words with hyphens; part of the API and stays
 * @param words the cause and the next step
 */
public record Refusal(String code, Words words) {}
