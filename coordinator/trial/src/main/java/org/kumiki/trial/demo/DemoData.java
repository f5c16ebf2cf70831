package org.kumiki.trial.demo;

import java.util.List;
import java.util.SortedMap;
import org.kumiki.trial.federation.LocalFederation;

/**
 * What the demo's members hold and what they are asked.
 *
 * @param description one sentence that says where the rows come from
 * @param members in order
 * @param files by organisation
 * @param vocabulary Turtle with draft terms; may be empty
 * @param statisticsStudy and {@code modelStudy}: YAML study files
 * @param targetLabel and {@code unit}: for the table
 */
record DemoData(
    String description,
    List<LocalFederation.Member> members,
    SortedMap<String, MemberFiles> files,
    String vocabulary,
    String statisticsStudy,
    String modelStudy,
    String targetLabel,
    String unit) {}
